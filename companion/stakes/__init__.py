"""What a draft risks, read together with what its author intends and has posted."""

from companion.stakes.finding import stakes
from companion.stakes.hearing import cues
from companion.stakes.stake import Stake, names

__all__ = ["Stake", "cues", "names", "stakes"]
