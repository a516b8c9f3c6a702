"""How is a comparison shown?"""
