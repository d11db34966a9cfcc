"""The employer's declarations of social risk: scenario 2 and scenario 5 through their versions."""
