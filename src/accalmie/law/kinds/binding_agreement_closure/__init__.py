"""Holiday closure under a binding collective agreement."""
