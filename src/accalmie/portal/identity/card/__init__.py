"""Sign-in with an identity card in a reader (Web eID): the token is verified here, step by step."""
