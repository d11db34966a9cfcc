"""The employer's communications through their versions, and the office's decisions on them."""
