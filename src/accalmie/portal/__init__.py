"""The pages, one sub-package per actor."""
