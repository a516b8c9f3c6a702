"""What was played already? A memory of plays, so that nothing finished is lost.

`question`   says exactly what was asked, as a key
`plain`      writes an answer as bytes without code, and reads it again
`records`    the file: records with their length and checksum, added by one process
`plays`      asks the file, and tells it what was played
"""
