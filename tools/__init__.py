"""Programs for those who work on Senim; the application itself imports none of them."""
