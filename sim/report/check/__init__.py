"""How is a checked scenario shown?"""
