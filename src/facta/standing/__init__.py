"""How a promise stood on a day: who made it, when it was due, what bears on it, which verdict is in force.

The rules of this room are those of scorecards and docket alike; ``scoring`` and ``deeds`` both build on it.
"""
