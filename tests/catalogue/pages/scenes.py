"""What a page says."""

from __future__ import annotations


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status
    return str(answer.get_data(as_text=True))
