"""Mandates between employers and secretariats, and for whom one acts."""
