"""The page of a worker's month, the same for all four who take part, each as far as he may see."""
