"""Words for every code of the closed lists: English here, Kazakh and Russian in catalogues."""
