"""The worker's pages: his control card, his file, his claims."""
