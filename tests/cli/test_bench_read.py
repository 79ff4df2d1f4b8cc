"""`truce bench-read`: figures of a labelled file, and what is said of a file that is none."""

import gzip
import json
from pathlib import Path

from tests.cli.conftest import Truce

TEXT = '"We will spare ports," Mara Ellin said.'
LINE = json.dumps(
    {
        "id": "a",
        "text": TEXT,
        "attributions": [{"source": [[23, 33]], "cue": [[34, 38]], "content": [[0, 22]]}],
    }
)


def test_figures_of_a_labelled_file(truce: Truce, tmp_path: Path):
    path = tmp_path / "labelled.jsonl"
    path.write_text(LINE + "\n", "utf-8")
    held = json.loads(truce("bench-read", path, "--only", "rules", "--json").out)
    assert list(held) == ["documents", "rules"]
    assert held["rules"]["cue"]["exact"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0}
    packed = tmp_path / "labelled.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    again = json.loads(truce("bench-read", packed, "--only", "rules", "--json").out)
    assert again["rules"]["content"] == held["rules"]["content"]


def test_a_line_that_is_no_labelled_text_is_named(truce: Truce, tmp_path: Path):
    path = tmp_path / "labelled.jsonl"
    path.write_text(LINE + "\n{}\n", "utf-8")
    ran = truce("bench-read", path)
    assert ran == (
        1,
        "",
        "labelled.jsonl:2: This line is not a labelled text (KeyError: 'attributions'). It needs"
        " `text` and `attributions` with source, cue and content spans.\n",
    )


def test_an_empty_file_measures_nothing(truce: Truce, tmp_path: Path):
    path = tmp_path / "empty.jsonl"
    path.write_text("\n", "utf-8")
    assert truce("bench-read", path) == (
        1,
        "",
        "empty.jsonl: there is no labelled text in the file. Each of its lines is one, as JSON.\n",
    )
