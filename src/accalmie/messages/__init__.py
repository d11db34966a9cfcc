"""The official structured messages: bytes to facts and back, one specification file a message."""
