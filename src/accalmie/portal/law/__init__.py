"""Reading the law: values, rules, kinds and readings as pages, and calculators with their steps."""
