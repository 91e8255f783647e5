"""Ed25519 keys and signatures (RFC 8032), of the library `cryptography`, which comes with the extra `sign`.

A private key is a file in PEM (PKCS #8), as OpenSSL writes it; a public key and a signature are hexadecimal digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ctrack.domain.failures import Failure, marked


class MissingSigner(Failure):
    message = marked("To seal, and to check a seal, takes the library {library}: pip install 'ctrack[sign]'.")


@contextmanager
def needing_library() -> Iterator[None]:
    """What is imported within comes with the extra; raises MissingSigner."""
    try:
        yield
    except ImportError as error:
        raise MissingSigner(library="cryptography") from error


def make_key() -> bytes:
    """A new private key."""
    with needing_library():
        from cryptography.hazmat.primitives import serialization as forms
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made = Ed25519PrivateKey.generate()
    return made.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())


class PrivateKey:
    """A private key, which signs, and shows only its public half."""

    def __init__(self, content: bytes) -> None:
        """Read the key from PEM; raises ValueError for what is no Ed25519 key that can be read without a password."""
        with needing_library():
            from cryptography.exceptions import UnsupportedAlgorithm
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
            from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            found = load_pem_private_key(content, password=None)
        except (TypeError, UnsupportedAlgorithm) as error:
            raise ValueError(str(error)) from error
        if not isinstance(found, Ed25519PrivateKey):
            raise ValueError("no Ed25519 key")
        self._key = found

    @property
    def public(self) -> str:
        """The public key."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """The signature under a message."""
        return self._key.sign(message).hex()


def is_signed(key: str, signature: str, message: bytes) -> bool:
    """Whether the signature under the message was made with that public key's other half."""
    with needing_library():
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
