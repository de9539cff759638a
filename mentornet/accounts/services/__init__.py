"""What happens to accounts? One verb a function, by subject."""

from .changing import ask_for_new_address, change_name, change_password, take_new_address
from .conduct import accept_conduct, publish_conduct
from .entering import answer_link_request, ask_for_link, enter_by_link, find_by_password, reset_password
from .joining import claim_account, confirm, resend_confirmation, sign_up
from .people import disable, enable, grant_administrator, revoke_administrator

__all__ = [
    "accept_conduct",
    "answer_link_request",
    "ask_for_link",
    "ask_for_new_address",
    "change_name",
    "change_password",
    "claim_account",
    "confirm",
    "disable",
    "enable",
    "enter_by_link",
    "find_by_password",
    "grant_administrator",
    "publish_conduct",
    "resend_confirmation",
    "reset_password",
    "revoke_administrator",
    "sign_up",
    "take_new_address",
]
