"""Sign-in with an electronic identity: OpenID Connect, as the federal authentication service."""
