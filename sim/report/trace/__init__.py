"""How is the journey of a case shown?"""
