"""The validation book on pages: the employer's, the office's and the inspection's."""
