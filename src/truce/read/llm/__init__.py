"""A language model as reader: what it names is looked for in the document, or thrown out."""

from truce.read.llm.ask import Answer, Settings, read_with_model

__all__ = ["Answer", "Settings", "read_with_model"]
