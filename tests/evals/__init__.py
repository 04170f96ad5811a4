"""The evals, themselves tested."""
