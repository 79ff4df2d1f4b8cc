"""A report: ranges, hinges, maps and reasons of a case for people, its tables for machines."""

from truce.report import exports
from truce.report.page import html
from truce.report.sheet import markdown
from truce.report.view import Opening, Options, SourceNote, View

__all__ = ["Opening", "Options", "SourceNote", "View", "exports", "html", "markdown"]
