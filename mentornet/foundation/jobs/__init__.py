"""What runs outside a request? Jobs whose row is the truth, and the scheduler of what is due."""

from .queue import enqueue, every_minute, find_live_job, handles, request_cancel, request_finish
from .run import CancelledError, LostJobError, Run

__all__ = [
    "CancelledError",
    "LostJobError",
    "Run",
    "enqueue",
    "every_minute",
    "find_live_job",
    "handles",
    "request_cancel",
    "request_finish",
]
