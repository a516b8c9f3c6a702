"""How many people does each volume need?"""
