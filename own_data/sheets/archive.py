"""Read some members of a ZIP file, within bounds: what it says of itself is not believed."""

from __future__ import annotations

import io
import stat
import zlib
from collections.abc import Callable
from zipfile import BadZipFile, ZipFile, ZipInfo

from common.errors import InvalidDataError, TooLargeError
from common.files import megabytes
from common.french import number
from common.limits import OWN_MEMBERS, OWN_UNPACKED_BYTES, raised
from own_data.sheets.refusals import NotATableError


class Archive:
    """A ZIP file whose members are read one by one, never beyond a total of bytes.

    Nothing is ever written under the name of a member.

    Parameters
    ----------
    content : the file.
    name : what messages call it.

    Raises
    ------
    InvalidDataError
        If it is no ZIP file, or has an encrypted member, a link, a name out of the archive, or two
        members of the same name.
    TooLargeError
        If it has too many members.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._left = raised(OWN_UNPACKED_BYTES)
        try:
            self._file = ZipFile(io.BytesIO(content))
            members = self._file.infolist()
            # Some versions of Python read such a member, others do not.
            if any(one.header_offset + one.compress_size > len(content) for one in members):
                raise BadZipFile
        except (BadZipFile, ValueError, NotImplementedError, OSError):
            raise NotATableError(
                name, "archive ZIP abîmée", "enregistrez le classeur, ou l’archive, de nouveau"
            ) from None
        if len(members) > raised(OWN_MEMBERS):
            most = number(raised(OWN_MEMBERS))
            raise TooLargeError(name, [f"{most} fichiers au plus attendus dans l’archive"])
        faults = [fault for one in members if (fault := _fault(one))]
        names = [one.filename for one in members]
        if len(set(names)) < len(names):
            faults.append("deux fichiers du même nom dans l’archive")
        if faults:
            raise InvalidDataError(name, faults)
        self.names = frozenset(names)

    def read(self, member: str) -> bytes:
        """Unpack a member.

        Raises
        ------
        InvalidDataError
            If it is absent or damaged.
        TooLargeError
            If all that was read holds more than is accepted.
        """
        if member not in self.names:
            raise InvalidDataError(self.name, [f"« {member[:100]} » absent du fichier"])
        if self._file.getinfo(member).file_size > self._left:
            raise self._too_large()
        try:
            with self._file.open(member) as stream:
                content = stream.read(self._left + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            raise InvalidDataError(self.name, ["archive ZIP abîmée"]) from None
        self._left -= len(content)
        if self._left < 0:
            raise self._too_large()
        return content

    def _too_large(self) -> TooLargeError:
        most = megabytes(raised(OWN_UNPACKED_BYTES))
        return TooLargeError(self.name, [f"{most} au plus attendus, une fois décompressé"])

    def find(self, chosen: Callable[[str], bool]) -> list[str]:
        """List the members whose name is chosen, sorted."""
        return sorted(name for name in self.names if chosen(name))


def _fault(member: ZipInfo) -> str:
    """Say why a member makes the archive refused, or ""."""
    shown = f"« {member.filename[:100]} »"
    if member.flag_bits & 1:
        return f"{shown} : protégé par un mot de passe ; retirez-le"
    if stat.S_ISLNK(member.external_attr >> 16):
        return f"{shown} : lien symbolique refusé"
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
        return f"{shown} : nom qui sort de l’archive"
    return ""
