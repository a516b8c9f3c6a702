"""How is a stress test shown?"""
