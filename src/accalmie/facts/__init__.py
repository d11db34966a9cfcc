"""The nouns of temporary unemployment: frozen values without behaviour of their own.

Nothing here knows Django, XML, YAML or the clock.
"""
