"""What the tests of reading share."""

from tests.conftest import SHARED, Write

__all__ = ["SHARED", "Write"]
