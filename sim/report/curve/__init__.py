"""How is a staffing curve shown?"""
