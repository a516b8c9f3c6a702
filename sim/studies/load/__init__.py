"""How much work meets how many people, before anything is played?"""
