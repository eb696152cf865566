"""The application as gunicorn serves it, over the installation named in the environment."""

import os
from pathlib import Path

from benchmarks.places import open_at

app = open_at(Path(os.environ["SENIM_BENCHMARK"]))
