"""How gunicorn logs and shares counts: `gunicorn --config backoffice/monitoring/gunicorn_conf.py`.

gunicorn reads this file by itself. It must import nothing of the program: the library that
counts looks for its folder when it is first imported.
"""

import os
from pathlib import Path
from typing import Any

logger_class = "backoffice.monitoring.gunicorn_logger.QuietLogger"
accesslog = None

if os.environ.get("BACKOFFICE_METRICS"):
    _instance = Path(__file__).resolve().parents[2] / "instance"
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(_instance / "metrics"))


def on_starting(_server: Any) -> None:
    """Begin to count anew: what an earlier run left would be added for ever."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in Path(folder).glob("*.db"):
            left.unlink()
