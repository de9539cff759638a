"""When is the answer no? Refusals as sentences, for whoever asks and whatever shows them."""

from __future__ import annotations


class Refusal(Exception):
    """A step that is not allowed now; `sentence` says what, why and what to do instead."""

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFoundError(Refusal):
    """There is no such thing, or none that this person may know of."""

    status = 404

    def __init__(self, sentence: str = "There is no such page, or it is not yours to see.") -> None:
        super().__init__(sentence)


class NotAllowedError(Refusal):
    """The person is known, and this is not theirs to do."""

    status = 403


class TooManyError(Refusal):
    """Too many tries; `retry_after` is in whole seconds."""

    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after
