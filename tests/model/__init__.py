"""Tests of companion.model."""
