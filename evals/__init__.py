"""The eval suite: cases, what is observed, scorers, results. In a wheel it lies at companion/evals.

It has two names, `evals` in a checkout and `companion.evals` in a wheel: inside, its imports are relative.
"""
