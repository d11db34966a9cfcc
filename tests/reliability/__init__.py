"""Tests of what must hold under interruption, repetition and concurrency."""
