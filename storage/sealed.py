"""Files encrypted with a passphrase, in pieces, so that a backup of any size fits into memory.

STREAM of Hoang, Reyhanitabar, Rogaway and Vizár (2015) with AES-256-GCM: each piece has its number
and whether it is the last in its nonce, so that none can be changed, moved, left out or cut off.
The key comes from the passphrase by scrypt (RFC 7914).
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from storage.errors import StorageError
from storage.private import make_private

MAGIC = b"ABHYAS1\n"
SALT, PREFIX, TAG, PIECE = 16, 7, 16, 1024 * 1024
#: 32 MiB and a tenth of a second for each guess of a passphrase.
SCRYPT = {"n": 2**15, "r": 8, "p": 1}


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def seal(plain: Path, sealed: Path, *, passphrase: str) -> None:
    """Encrypts a file into another, complete or not at all."""
    partial = sealed.with_name(sealed.name + ".partial")
    partial.unlink(missing_ok=True)
    make_private(partial)
    salt, prefix = os.urandom(SALT), os.urandom(PREFIX)
    cipher = _Cipher(passphrase, salt)
    with plain.open("rb") as source, partial.open("wb") as target:
        target.write(MAGIC + salt + prefix)
        for number, piece, is_last in _pieces(source, PIECE):
            target.write(cipher.encrypt(prefix, number, piece, is_last=is_last))
    partial.replace(sealed)


def unseal(sealed: Path, plain: Path, *, passphrase: str) -> None:
    """Decrypts into `plain`, private; raises StorageError where passphrase or file is wrong."""
    plain.unlink(missing_ok=True)
    make_private(plain)
    with sealed.open("rb") as source, plain.open("wb") as target:
        if source.read(len(MAGIC)) != MAGIC:
            raise StorageError(f"{sealed.name} is no encrypted backup")
        cipher = _Cipher(passphrase, source.read(SALT))
        prefix = source.read(PREFIX)
        for number, piece, is_last in _pieces(source, PIECE + TAG):
            target.write(cipher.decrypt(prefix, number, piece, is_last=is_last))


class Sealer:
    """Small contents under one passphrase: the key is derived once, each has a nonce of its own."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._salt = os.urandom(SALT)
        self._known: dict[bytes, _Cipher] = {}

    def seal(self, content: bytes) -> bytes:
        prefix = os.urandom(PREFIX)
        sealed = self._cipher(self._salt).encrypt(prefix, 0, content, is_last=True)
        return MAGIC + self._salt + prefix + sealed

    def unseal(self, sealed: bytes) -> bytes:
        """Raises StorageError where passphrase or content is wrong."""
        start = len(MAGIC)
        salt, prefix = sealed[start : start + SALT], sealed[start + SALT : start + SALT + PREFIX]
        content = sealed[start + SALT + PREFIX :]
        return self._cipher(salt).decrypt(prefix, 0, content, is_last=True)

    def _cipher(self, salt: bytes) -> "_Cipher":
        if salt not in self._known:
            self._known[salt] = _Cipher(self._passphrase, salt)
        return self._known[salt]


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Number, content, and whether it is the last; an empty file has one empty piece."""
    number, piece = 0, source.read(size)
    while True:
        after = source.read(size)
        yield number, piece, not after
        if not after:
            return
        number, piece = number + 1, after


class _Cipher:
    def __init__(self, passphrase: str, salt: bytes) -> None:
        # Needed for encrypted backups alone, and slow to import.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        key = Scrypt(salt=salt, length=32, **SCRYPT).derive(passphrase.encode())
        self._aes = AESGCM(key)

    def encrypt(self, prefix: bytes, number: int, piece: bytes, *, is_last: bool) -> bytes:
        return self._aes.encrypt(_nonce(prefix, number, is_last=is_last), piece, MAGIC)

    def decrypt(self, prefix: bytes, number: int, piece: bytes, *, is_last: bool) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            return self._aes.decrypt(_nonce(prefix, number, is_last=is_last), piece, MAGIC)
        except (InvalidTag, ValueError) as error:
            raise StorageError(
                "it cannot be decrypted: BACKUP_KEY (RETENTION_KEY for a sealed record) is another one,"
                " or it is damaged"
            ) from error


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])
