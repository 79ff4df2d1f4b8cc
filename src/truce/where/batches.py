"""Many rows in batches that fit a cache, side by side on the processors there are."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 131_072
Made = TypeVar("Made")


def in_batches(work: Callable[[slice], Made], total: int) -> list[Made]:
    """What `work` makes of each batch of `total` rows, in their order."""
    parts = [slice(start, min(start + ROWS, total)) for start in range(0, total, ROWS)]
    if len(parts) < 2:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(min(len(parts), os.cpu_count() or 1)) as pool:
        return list(pool.map(work, parts))
