"""The cipher of one named vote under the key of its ballot; leaves keys and rows to others."""

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jurydesk.deliberation.facts import VoteCast
from jurydesk.storage.codec import decode_fact, encode_fact

_NONCE = 12
_CONTEXT = b"JuryDesk vote"


def encipher(key: bytes, act: int, vote: VoteCast) -> bytes:
    """Return a vote and the act that cast it, enciphered under a key of 32 bytes."""
    _, at, body = encode_fact(vote)
    nonce = secrets.token_bytes(_NONCE)
    text = json.dumps([act, at, body], ensure_ascii=False)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), _CONTEXT)


def decipher(key: bytes, body: bytes) -> tuple[int, VoteCast]:
    """Return the act and the vote of some bytes.

    Raises:
        ValueError: They are not what was written under that key.
    """
    try:
        text = AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], _CONTEXT)
    except (InvalidTag, TypeError) as error:
        raise ValueError from error
    act, at, told = json.loads(text)
    vote = decode_fact(VoteCast.__name__, at, told)
    assert isinstance(vote, VoteCast)  # noqa: S101 by its kind
    return act, vote
