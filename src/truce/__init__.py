"""Is the ceasefire holding, and by whose reading?"""

__version__ = "0.1.0"
