"""Tests of companion.store."""
