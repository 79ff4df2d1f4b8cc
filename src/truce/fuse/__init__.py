"""Records become incidents, by hand-made merges; incidents are linked to the sites in reach."""

from truce.fuse.incidents import Fused, fuse
from truce.fuse.links import link

__all__ = ["Fused", "fuse", "link"]
