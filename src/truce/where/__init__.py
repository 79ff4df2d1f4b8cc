"""Where: metres on the WGS 84 ellipsoid, sites in reach, and zones with three answers.

A distance here is never measured on a sphere or a flat map: two engines that disagree by 0.3 %
would disagree on a verdict. Limits hold to 1 cm, which is stated wherever a limit is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from truce.where.closest import nearest
from truce.where.geodesy import arc, distance_m, ecef
from truce.where.sites import pairs_in_reach

if TYPE_CHECKING:
    from truce.where.zone import Zone

__all__ = ["Zone", "arc", "distance_m", "ecef", "nearest", "pairs_in_reach"]


def __getattr__(name: str) -> object:
    # Zones bring polygons and tables with them; who only measures distances need not wait for that.
    if name == "Zone":
        from truce.where.zone import Zone  # noqa: PLC0415

        return Zone
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
