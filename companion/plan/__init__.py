"""What to ask: frames, anchors and passages weighed together, without a model.

The same draft, intention, posts and history give the same plan: ties are broken by a digest of what was given.
"""

from companion.plan.choice import Choice, Plan
from companion.plan.clash import worth_asking
from companion.plan.planning import MOST, how_many, plan

__all__ = ["MOST", "Choice", "Plan", "how_many", "plan", "worth_asking"]
