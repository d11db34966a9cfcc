"""The employer's declarations of social risk as pages: scenario 2 and scenario 5."""
