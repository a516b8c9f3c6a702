"""Which pieces do several documents share? Types alone, which say keys, meaning and unit.

Times and durations are seconds, shares lie within 0..1, money is in the scenario's currency.
"""
