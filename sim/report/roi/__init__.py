"""How is a return on investment shown?"""
